// The playground's words in English and Chinese. Sentences of the engine (the Doctor, errors) come in the page's language; ../Languages holds them.

import { addWords } from '../shared/words';

addWords({
  tagline: ['Press Train: the colours come to match the points. Then change anything.', '点击“训练”：颜色会逐渐与数据点一致。然后随意修改。'],
  presets: ['Examples', '示例'],
  share: ['Link with weights', '含权重的链接'], copied: ['The link is in the address bar and on the clipboard.', '链接已写入地址栏并复制。'], export: ['Export', '导出'],
  play: ['Train', '训练'], pause: ['Pause', '暂停'], reset: ['Reset', '重置'], sample: ['Sample', '样本'], batchStep: ['Batch', '批次'], epochStep: ['Epoch', '轮'],
  stepBy: ['One step:', '单步：'], speed: ['Speed', '速度'], full: ['full speed', '全速'], perSecond: ['steps/s', '步/秒'],
  epoch: ['epoch', '轮次'], step: ['step', '步'], batchOf: ['batch', '批'], trainLoss: ['training loss', '训练损失'], testLoss: ['test loss', '测试损失'], penaltyPart: ['penalty', '惩罚项'],
  accuracy: ['accuracy', '准确率'], trainAccuracy: ['training accuracy', '训练准确率'], testAccuracy: ['test accuracy', '测试准确率'], rateNow: ['learning rate', '学习率'], epochsPerSecond: ['epochs/s', '轮/秒'],
  data: ['Data', '数据'], set: ['Points', '数据集'], noise: ['Noise', '噪声'], trainShare: ['Trained on', '训练比例'], classes: ['Classes', '类别数'], regenerate: ['New points', '重新生成'],
  inputs: ['Inputs', '输入特征'], network: ['Network', '网络'], addLayer: ['Add a layer', '增加一层'], removeLayer: ['Remove the last layer', '删除最后一层'], units: ['units', '单元'], layer: ['layer', '层'], outputLayer: ['output', '输出层'],
  training: ['Training', '训练设置'], optimizer: ['Optimizer', '优化器'], rate: ['Learning rate', '学习率'], schedule: ['Schedule', '调度'], batch: ['Batch size', '批大小'], all: ['all', '全部'], shuffle: ['New order each epoch', '每轮打乱'],
  loss: ['Loss', '损失函数'], output: ['Output', '输出激活'], init: ['First weights', '初始权重'], newWeights: ['New weights', '重新初始化'], l1: ['L1 penalty λ', 'L1 惩罚 λ'], l2: ['L2 penalty λ', 'L2 惩罚 λ'], clip: ['Clip gradients at', '梯度裁剪'],
  stops: ['Stop at', '停止条件'], stopEpoch: ['epoch', '轮次'], stopLoss: ['training loss', '训练损失'], stopAccuracy: ['accuracy', '准确率'], never: ['0 = never', '0 = 不停止'],
  answer: ['Answer', '网络输出'], showTest: ['Show test points', '显示测试点'], discretize: ['Hard borders', '离散化'], tool: ['Pointer', '工具'], pinTool: ['pin a point', '固定样本'], moveTool: ['move a point', '移动点'], eraseTool: ['erase', '擦除'], drawTool: ['draw class', '绘制类别'],
  clear: ['Clear all points', '清空所有点'], time: ['Time line', '时间轴'], timeHelp: ['Go to any moment; a change there begins another future, and the old one stays faint.', '可回到任意时刻；在那里修改将开启新的分支，旧曲线以淡色保留。'],
  curves: ['Curves', '曲线'], log: ['logarithmic', '对数'], gradientNorm: ['gradient norm by layer', '各层梯度范数'], updateRatio: ['update ratio by layer', '各层更新比'], dead: ['dead units (share)', '死亡单元比例'], saturated: ['saturated (share)', '饱和比例'],
  doctor: ['Doctor', '诊断'], ask: ['Ask for a full verdict', '完整诊断'], showMe: ['Show me', '查看证据'], tryIt: ['Try it', '试一试'], because: ['Likely cause', '可能原因'], notExcluded: ['Not excluded', '未排除'],
  numbers: ['Numbers', '数值'], pinHint: ['Click a point of the picture, or step by sample, to see every number of its way through the network.', '点击图中的一个点，或按样本单步，查看它经过网络的每个数值。'], point: ['point', '点'], target: ['target', '目标'], letGo: ['Let go', '取消固定'],
  phase: ['Phase', '阶段'], walk: ['Walk on', '下一阶段'], back: ['Back', '上一阶段'], slow: ['Slow motion', '慢动作'], forwardZ: ['forward: z = W·a + b', '前向：z = W·a + b'], forwardA: ['forward: a = f(z)', '前向：a = f(z)'], lossPhase: ['loss', '损失'], backward: ['backward: δ = ∂ℓ/∂z', '反向：δ = ∂ℓ/∂z'], gradient: ['gradient: ∂ℓ/∂w = δ·a', '梯度：∂ℓ/∂w = δ·a'], update: ['update: Δw of the next batch', '更新：下一批的 Δw'],
  pointAt: ['Point at a unit or a line, or reach it with Tab, to see its formula with its numbers.', '将指针移到单元或连线上，或用 Tab 键选中，查看带数值的公式。'], noUpdate: ['pause to see it', '暂停后可见'], frozen: ['Numbers lost', '数值失效'], rewindHere: ['Go back a tenth', '后退十分之一'], closed: ['The session is over. Load the page again.', '会话已结束，请重新加载页面。'],
  neverOpen: ['Studio gave this page no session: it has ended, or 16 pages are open already. Close one of them and load this page again.', 'Studio 没有为本页面建立会话：服务已结束，或已打开 16 个页面。请关闭其中一个，再重新加载本页面。'],
  keys: ['Keys: space trains, S sample, B batch, E epoch, R reset, [ and ] go back and forth, ? help.', '快捷键：空格 训练，S 样本，B 批次，E 轮，R 重置，[ ] 前后移动，? 帮助。'], parameters: ['weights and biases', '个参数'], hidden: ['hidden', '隐藏层'], weight: ['weight', '权重'], bias: ['bias', '偏置'], input: ['input', '输入'],
  derivation: ['The full derivation', '完整推导'], paths: ['Every path of this weight, with its numeric gradient', '该权重的全部路径与数值梯度'],
  nothing: ['Nothing was found so far.', '目前没有发现问题。'], none: ['none', '无'], curveOver: ['y over x: the points and the network\'s curve', 'y 随 x 变化：数据点与网络曲线'],
});
