// What is said of each thing on the page. The first entry that an element or one of those around it matches is shown.

export interface Entry { where: string; text: [string, string] }

const part = (name: string): string => `[data-part='${name}']`;

export const entries: readonly Entry[] = [
  // Above all rooms.
  { where: '.rooms a', text: ['Another room of Studio.', 'Studio 的其他页面。'] },
  { where: part('presets'), text: ['Opens an example: data, network and settings at once.', '打开一个示例：数据、网络和设置一次载入。'] },
  { where: part('language'), text: ['Language of the page. Sentences of the engine are English.', '页面语言。引擎的句子为英文。'] },
  { where: part('theme'), text: ['Light or dark; automatic asks the machine.', '浅色或深色；“自动”跟随系统。'] },
  { where: part('palette'), text: ['Colours of minus and plus, and of classes. All of them can be told apart with every kind of colour vision; shapes and dashes say the same.', '正负值与各类别的颜色。各种色觉都能区分，形状与虚线表达同样的信息。'] },
  { where: part('help'), text: ['Turns help on and off. Key: ?', '开启或关闭帮助。快捷键：?'] },
  { where: part('share'), text: ['Writes the whole state and all weights into the address and copies it.', '把完整状态和所有权重写入地址并复制。'] },
  { where: part('export'), text: ['The network as a C# program, as ONNX, as safetensors, or as a run folder that the command line reads.', '将网络导出为 C# 程序、ONNX、safetensors 或命令行可读的训练目录。'] },
  { where: part('whole'), text: ['Opens this state on the whole page of Studio.', '在 Studio 完整页面中打开当前状态。'] },
  // Transport.
  { where: part('reset'), text: ['Begins anew with the first weights of the same seed. Key: R', '用相同种子的初始权重重新开始。快捷键：R'] },
  { where: part('play'), text: ['Trains until you pause. Key: space', '开始训练，直到暂停。快捷键：空格'] },
  { where: part('step'), text: ['One step: a sample shows its way through the network, a batch makes one update, an epoch goes through all points. Keys: S, B, E', '单步：样本展示其通过网络的过程，批次更新一次权重，一轮遍历所有点。快捷键：S、B、E'] },
  { where: part('speed'), text: ['Updates per second. The pace does not depend on how often pictures are drawn.', '每秒更新次数，与绘图频率无关。'] },
  { where: '.standing', text: ['Where training stands: epochs and updates made, loss and accuracy on training and test points, the present learning rate.', '训练进度：轮次与更新次数、训练/测试损失与准确率、当前学习率。'] },
  { where: '.alarm', text: ['Why training stopped, and the way back.', '训练停止的原因以及如何返回。'] },
  { where: part('cost'), text: ['Multiply-adds are counted from the record of one step. The time is measured. The energy is estimated from the time at 8.125 W, what one core of a usual desktop draws.', '乘加次数由一步的记录统计得到；时间为实测；能耗按每核 8.125 W 由时间估算。'] },
  { where: part('time'), text: ['Go to any moment. The same steps follow bit for bit; a change there begins another future. Keys: [ and ]', '回到任意时刻。之后的步骤逐位相同；在那里修改会开启新的分支。快捷键：[ 和 ]'] },
  // Below the playground.
  { where: part('gallery'), text: ['Trainings that go wrong, each beside one that does not: opens it, trains it and asks the Doctor.', '会出错的训练，旁边各有一个正常的：打开、训练并请诊断。'] },
  { where: part('race'), text: ['Two to four trainings on the same points and first weights, an epoch each in turn; choose a ready race, or a setting and its values.', '二到四个训练使用相同的数据和初始权重，轮流各训练一轮；可选现成的比赛，或选择一个设置及其取值。'] },
  { where: part('lecture'), text: ['The numbers of the lecture beside those of this network.', '讲义中的数字与本网络的数字对照。'] },
  // Data.
  { where: part('data'), text: ['The points: sets of the TensorFlow Playground, others, truth tables, a curve, or what you draw.', '数据点：TensorFlow Playground 的数据集、其他数据集、真值表、曲线或自己绘制的点。'] },
  { where: part('noise'), text: ['How far points stray from where they belong.', '数据点偏离其位置的程度。'] },
  { where: part('train-share'), text: ['The share of the points that is trained on. The others only test.', '用于训练的比例，其余只用于测试。'] },
  { where: `${part('open')} textarea`, text: ['A table to learn: the first row has the names, then a row for each example. It stays on this machine.', '要学习的表格：第一行是列名，之后每行一个样本。数据不会离开本机。'] },
  { where: `${part('open')} input[type=file]`, text: ['A table (CSV, TSV), a model (ONNX, safetensors) or a run folder as a zip, from this machine.', '来自本机的表格（CSV、TSV）、模型（ONNX、safetensors）或训练目录的 zip。'] },
  { where: part('open'), text: ['Opens your own table, a model, or the model of a run, and shows it in the playground.', '打开自己的表格、模型或训练记录中的模型，并在游乐场中显示。'] },
  { where: part('order'), text: ['The order in which the samples of an epoch are gone through, batch by batch. A press pins one.', '一轮中样本的遍历顺序，按批次显示。点按可固定样本。'] },
  { where: `${part('spoil')} summary`, text: ['Spoils the data on purpose, to see what the network and the Doctor make of it.', '有意破坏数据，观察网络与诊断器的反应。'] },
  { where: '.inputs button', text: ['What the network is given of a point: its coordinates, products and sines of them. Products make round borders easy.', '网络得到的输入：坐标、乘积与正弦等特征。乘积特征使圆形边界变得容易。'] },
  // Network.
  { where: '.layer input', text: ['Units of this hidden layer, 1 to 256. Another number begins anew.', '该隐藏层的单元数（1 到 256）。修改会重新开始训练。'] },
  { where: '.layer select', text: ['f of this layer: a = f(z). Without a function, layers collapse into one matrix.', '该层的激活函数：a = f(z)。没有激活函数，多层会退化成一个矩阵。'] },
  { where: `.layer${part('layers')} button`, text: ['Adds or removes a hidden layer. The network begins anew.', '增加或删除一个隐藏层，网络重新开始。'] },
  { where: '.layer button', text: ['One unit more or less in this layer.', '该层增加或减少一个单元。'] },
  { where: '.node', text: ['A unit: what it answers over the plane, one colour for plus, one for minus. Point at it for its formula; the arrow keys walk along its lines.', '一个单元：它在平面上的取值，两种颜色分别表示正负。指向它可查看公式；方向键沿连线移动。'] },
  { where: '.network', text: ['The network. Lines are weights: thick is large, dashed is minus. Point at one for its numbers.', '网络。连线是权重：越粗越大，虚线为负。指向连线查看数值。'] },
  { where: '.card', text: ['The formula of what is pointed at, with its numbers for the pinned point.', '所指元素的公式，以及固定样本的数值。'] },
  // Answer.
  { where: '.plane', text: ['What the network answers everywhere, and the points: filled ones are trained on, white ones test. The tool below says what a click does. Arrow keys move a cursor, Enter acts.', '网络在各处的输出与数据点：实心用于训练，白色用于测试。下方工具决定点击的作用。方向键移动光标，回车执行。'] },
  { where: '.tools', text: ['What a click on the plane does: pin a point, draw a class, move, erase; or clear all points.', '点击平面的作用：固定样本、绘制某类、移动、擦除；或清空所有点。'] },
  { where: '.legend', text: ['Which shape and colour means which class.', '形状与颜色对应的类别。'] },
  { where: part('test'), text: ['Shows the points that are not trained on.', '显示未用于训练的点。'] },
  { where: part('discretize'), text: ['Draws the decided class alone, without how sure the network is.', '只显示判定的类别，不显示置信度。'] },
  { where: part('unit-lines'), text: ['Draws where each unit of a hidden layer turns: z = 0. Of the first layer these are straight lines. The tooth points to the side on which z is above 0.', '绘制隐藏层各单元的零线 z = 0。第一层为直线。小三角指向 z 大于 0 的一侧。'] },
  { where: '.notes', text: ['What does not fit together in these settings.', '当前设置中不相容之处。'] },
  // Training.
  { where: part('optimizer'), text: ['How gradients become steps. SGD goes downhill; momentum keeps going; Adam gives each weight a step of its own.', '如何由梯度得到更新。SGD 沿坡下降；动量保持惯性；Adam 为每个权重使用各自的步长。'] },
  { where: part('rate'), text: ['η: how large a step is. Too small learns slowly, too large leaps over the valley.', 'η：步长大小。太小学得慢，太大会越过谷底。'] },
  { where: part('schedule'), text: ['How the learning rate moves over time.', '学习率随时间的变化方式。'] },
  { where: part('batch'), text: ['Points whose mean gradient makes one update; 0 takes all.', '每次更新所用的样本数；0 表示全部。'] },
  { where: part('shuffle'), text: ['Each epoch goes through the points in an order of its own.', '每轮以新的顺序遍历样本。'] },
  { where: part('loss'), text: ['What is made small: cross-entropy for classes, squared error for numbers.', '被最小化的量：分类用交叉熵，数值用平方误差。'] },
  { where: part('output'), text: ['The function after the last layer. It should fit the loss; what does not is said.', '最后一层之后的函数，应与损失相配；不相配时会提示。'] },
  { where: part('penalty'), text: ['λ of a penalty: L1 (Σ|w|) brings weights to 0, L2 (Σw²) makes all of them small.', '惩罚系数 λ：L1（Σ|w|）使权重变为 0，L2（Σw²）使权重变小。'] },
  { where: part('clip'), text: ['Gradients longer than this are shortened to it; 0 for never.', '超过此长度的梯度会被缩短；0 表示不裁剪。'] },
  { where: part('init'), text: ['How the first weights are drawn. All zeros cannot learn: units stay alike.', '初始权重的产生方式。全零无法学习：各单元始终相同。'] },
  { where: part('stops'), text: ['Training pauses when one of these is reached.', '达到其中之一时训练暂停。'] },
  // Views.
  { where: '[role=tab]', text: ['Opens a view of the network, or closes it. It is computed only while it is open.', '打开或关闭一个视图，仅在打开时计算。'] },
  { where: part('warp-axes'), text: ['Which two numbers of the layer are drawn: two units, or the two directions in which the points are spread most.', '绘制该层的哪两个数：两个单元，或数据点最分散的两个方向。'] },
  { where: part('keep'), text: ['Keeps this picture as a dotted outline to compare with: L1 with L2, one first weight with another.', '将当前图保留为点线轮廓以便比较，例如 L1 与 L2、不同的初始化。'] },
  { where: part('judged'), text: ['Which points the network is judged on. What it was trained on flatters it.', '在哪些点上评估网络。训练点上的结果偏乐观。'] },
  { where: '.worst button', text: ['Pins this point: all its numbers are shown.', '固定该样本，显示其全部数值。'] },
  { where: part('surface-over'), text: ['Through which weights the slice goes: the path\'s own plane, two random directions, or the line from the first weights.', '切片经过的权重：路径平面、两个随机方向，或从初始权重出发的直线。'] },
  { where: part('matrix-layer'), text: ['The layer whose matrices are shown.', '显示哪一层的矩阵。'] },
  { where: part('matrix-rows'), text: ['Which points go through: the next batch, or the pinned point.', '经过网络的样本：下一批或固定的样本。'] },
  { where: '.product', text: ['The layer\'s product with its numbers; at most 12 rows and columns of each matrix are shown.', '该层的矩阵乘法与数值；每个矩阵最多显示 12 行 12 列。'] },
  { where: part('save'), text: ['Saves what is seen as a PNG picture, the curves as CSV, or opens a report of this training.', '将所见保存为 PNG 图片、曲线保存为 CSV，或打开训练报告。'] },
  { where: '.views .row[role=group] button', text: ['A layer, and what a linear probe reaches on what it hands on (training / test points).', '一层以及其输出上线性探针的得分（训练/测试点）。'] },
  { where: '.views', text: ['Views of the network beside its picture.', '网络的其他视图。'] },
  // Curves, numbers, Doctor.
  { where: '.charts .switch', text: ['A logarithmic axis: equal distances are equal factors.', '对数坐标轴：相等距离表示相等倍数。'] },
  { where: '.charts', text: ['Figures over the steps, as they are; the band holds the least and the largest of several epochs. Violet lines are changes of settings.', '随步数变化的数值，不做平滑；色带为多轮中的最小与最大值。紫线表示设置的改变。'] },
  { where: '.numbers', text: ['All numbers of the pinned point, phase by phase: forward, loss, backward, update.', '固定样本的全部数值，逐阶段显示：前向、损失、反向、更新。'] },
  { where: part('doctor'), text: ['What the library\'s Doctor sees while it trains, on which numbers, and what it prescribes. "Try it" applies a prescription.', '训练时诊断器的发现、依据与处方。“试一试”会应用处方。'] },
  { where: '.trouble', text: ['What did not work, and what to do.', '出错的内容与解决办法。'] },
  { where: part('text'), text: ['A word about the page.', '关于本页的说明。'] },
];
