// Words of the data: own tables and models, axes, parts, what can go wrong with data.

import { addWords } from '../shared/words';

addWords({
  validation: ['For validation', '验证比例'], validationHelp: ['Of the points that are not trained on, this share of all is for choosing settings; the rest tests at the end.', '在不用于训练的点中，此比例（占全部）用于选择设置；其余用于最终测试。'],
  splitInOrder: ['Test on the last points', '末尾的点用于测试'], splitInOrderHelp: ['Splits in the order of the points, as a table by date would be, in place of by lot.', '按点的先后顺序划分（如按日期的表格），而非随机划分。'],
  validationLoss: ['validation loss', '验证损失'], validationAccuracy: ['validation accuracy', '验证准确率'],
  markTrain: ['training', '训练'], markValidation: ['validation', '验证'], markTest: ['test', '测试'], markLeaked: ['test, and trained on', '泄漏的测试点'],
  spoil: ['Spoil the data', '破坏数据'], spoilHelp: ['What goes wrong with data, on purpose. Then ask the Doctor for a full verdict.', '故意制造数据问题，然后请诊断给出完整结论。'],
  labelNoise: ['Wrong labels', '错误标签'], labelNoiseHelp: ['This share of the training points has the label of another class, or the number of another point.', '此比例的训练点带有其他类别的标签（或其他点的数值）。'],
  ratio: ['Kept of the last class', '末类保留比例'], ratioHelp: ['Less than 100 % makes the last class rare.', '小于 100% 时，最后一类变得稀少。'],
  outliers: ['Outliers', '离群点'], outliersHelp: ['This share of the training points lies far from all others, five spreads from the mean.', '此比例的训练点远离其他点，距均值五个标准差。'],
  duplicates: ['Trained on twice', '重复训练'], duplicatesHelp: ['This share of the training points stands twice in each epoch.', '此比例的训练点在每轮中出现两次。'],
  leak: ['Leak: test points are trained on', '泄漏：测试点参与训练'], leakHelp: ['Every point for validation and test is trained on too, so that the test flatters.', '验证点与测试点也参与训练，因此测试结果虚高。'],
  scale: ['Scale of the inputs', '输入缩放'], scaleRaw: ['as they are', '原样'], scaleStandard: ['standardised', '标准化'], scaleHelp: ['Standardised: (x − mean) / spread of the training points. Times 1000 breaks training on purpose.', '标准化：(x − 均值) / 标准差，取自训练点。乘以 1000 会故意破坏训练。'], scaleThousand: ['times 1000', '乘以 1000'],
  openOwn: ['Own table or model …', '自己的表格或模型…'], openFile: ['Choose a file, or drop it anywhere', '选择文件，或拖放到页面任意处'],
  openHelp: ['Tables: .csv, .tsv, .txt, up to 5,000 lines, 200 columns, 4 MB. Models of dense layers: .onnx, .safetensors, a run folder as .zip. A playground as .json. Nothing leaves this machine. Another table or model begins anew.', '表格：.csv、.tsv、.txt，最多 5000 行、200 列、4 MB。全连接模型：.onnx、.safetensors，或打包为 .zip 的训练文件夹。游乐场：.json。数据不会离开本机。换表格或模型会重新开始训练。'],
  pasteTable: ['Or paste a table', '或粘贴表格'], learnTable: ['Learn this table', '学习此表格'], runFolder: ['Or name a run folder of this machine', '或输入本机训练文件夹路径'], openModel: ['Open its model', '打开其模型'],
  tooLarge: ['The file has # MB; a playground opens 4 MB at most. Take a part of it.', '文件有 # MB；最多可打开 4 MB，请只取一部分。'],
  targetColumn: ['Column to learn', '目标列'], targetHelp: ['The column that the network is to answer. Another one begins anew.', '网络要预测的列。更换会重新开始。'], task: ['Learn it as', '学习方式'], taskHelp: ['Classes by word or number, or a number itself.', '按词或数字分类，或作为数值回归。'], taskClasses: ['classes', '分类'], taskNumbers: ['a number', '数值'],
  columnHelp: ['An input of the network; a column of words is one input for each word. Another choice begins anew.', '网络的输入；文字列的每个词是一个输入。更改会重新开始。'], columnsRead: ['columns are read', '列作为输入'],
  axisX: ['To the right', '横轴'], axisY: ['Upwards', '纵轴'], axisHelp: ['The picture is a plane through the space of all columns: two are its axes, the others stand still.', '图像是所有列构成的空间中的一个平面：两列作坐标轴，其余固定。'],
  principal: ['two principal directions', '两个主方向'], principalHelp: ['The plane in which the inputs spread most, through their mean.', '输入变化最大的平面，经过均值。'],
  fixed: ['The other columns stand at', '其余列固定为'], fixedHelp: ['Moves the plane along this column.', '沿此列移动平面。'], fixedReset: ['All at their mean', '全部取均值'],
  order: ['Order of the samples', '样本顺序'], orderHelp: ['This epoch from its first batch to its last; each frame is a batch, what is over is faint. A click pins the point.', '本轮从第一批到最后一批；每框为一批，已完成的变淡。点击可固定该点。'], orderNew: ['Each epoch has an order of its own.', '每轮重新排序。'], orderFixed: ['All epochs have the same order.', '各轮顺序相同。'],
  orderRunning: ['Pause to see the order.', '暂停后可见顺序。'], orderMany: ['Too many samples to show.', '样本过多，无法显示。'], nextBatch: ['Next batch', '下一批'], more: ['more', '更多'],
});
