// What is said of each thing in the rooms beside the playground.

import type { Entry } from './entries';

const of = (room: string, entries: [string, string, string][]): Entry[] => entries.map(([where, english, chinese]) => ({ where: where.split(', ').map(w => `[data-room='${room}'] ${w}`).join(', '), text: [english, chinese] }));

export const roomEntries: readonly Entry[] = [
  ...of('lessonsRoom', [
    ['.lesson-list a', 'Opens this lesson; a tick says that its check was passed.', '打开这一课；对勾表示已通过检验。'],
    ['.lesson-list', 'All lessons in the order of the lectures, and how many are done. This browser remembers it.', '按讲义顺序排列的全部课程及完成数。由本浏览器记住。'],
    ['.predict', 'Say first what will happen; then the bench opens, and the reason is told.', '先说出你的预测；随后实验台打开，并给出理由。'],
    ['.checkTitle', 'The check reads the numbers of the bench; a solution sets its controls.', '检验读取实验台的数值；“答案”会设好各控件。'],
    ['.formulaTitle', 'The formula that the bench computes.', '实验台所计算的公式。'],
    ['.codeTitle', 'The same in C#, as it runs with the library, and what it prints.', '用本库运行的同样内容的 C# 代码及其输出。'],
    ['.playground-link', 'Opens what this lesson is about in the playground.', '在游乐场中打开本课的内容。'],
    ['.controls', 'Moves the bench: the library answers at once.', '操作实验台：由库即时计算。'],
    ['.bench, .lesson-bench', 'What the library computes from the controls: numbers, and pictures of them.', '库根据控件计算的结果：数值与图形。'],
    ['.turns', 'The lesson before, and the next.', '上一课与下一课。'],
    ['.lesson', 'The text of the lesson.', '课文。'],
  ]),
  ...of('drawRoom', [
    ['.pad', 'Draw here with pointer, finger or keys: arrows move, space puts the pen down and up, Backspace takes back.', '用指针、手指或键盘在此书写：方向键移动，空格落笔或提笔，退格撤销。'],
    [`[data-part='own-net'], [data-part='own-optimizer'], [data-part='own-rate'], [data-part='own-batch']`, 'How your own network is trained from now on. Another network begins anew; another optimizer keeps the weights.', '你的网络今后如何训练。换网络会重新开始；换优化器保留权重。'],
    ['.training .play', 'Trains your own network until you pause.', '训练你自己的网络，直到暂停。'],
    ['.one-step', 'One batch: one update of all weights.', '一批：所有权重更新一次。'],
    ['.one-epoch', 'Once through all digits of the set.', '把数据集的所有数字过一遍。'],
    ['.anew', 'Fresh first weights, of another seed.', '用另一种子重新初始化权重。'],
    ['.another', 'Shows your network another digit that it does not train on.', '给你的网络看另一个不参与训练的数字。'],
    ['.training .filters', 'The weights of each convolution as small pictures, or of the first layer\'s units: blue weighs ink for, orange against.', '各卷积（或首层单元）的权重小图：蓝色为正，橙色为负。'],
    ['.training', 'A network that learns while you watch: loss, right answers, filters, and what every layer makes of the digit.', '边看边学的网络：损失、正确率、滤波器，以及每层对该数字的输出。'],
    ['.credit', 'What each pixel says for the answer (blue) or against it (orange).', '每个像素对该答案的支持（蓝）或反对（橙）。'],
    ['.seen', 'The digit as the network gets it: 28 × 28 pixels.', '网络得到的数字：28 × 28 像素。'],
    ['.all-layers', 'What every layer makes of your drawing, a picture for each map.', '每一层对你所写内容的输出，每张特征图一幅。'],
    ['.asks', 'Asks for the pixels that speak for another digit.', '查看支持另一个数字的像素。'],
    ['.panel', 'Drawing, answer and scores of two networks that are trained when this page is first opened.', '书写、回答，以及首次打开本页时训练的两个网络的成绩。'],
  ]),
  ...of('runsRoom', [
    ['.wide-field', 'Words of the name, or setting=value: the list shows what has all of them.', '名称中的词，或 设置=值：列表只显示全部符合的。'],
    ['.runs-window td button', 'Opens this run below.', '在下方打开这次训练。'],
    ['.runs-window', 'All runs below the folder. Headings sort; boxes choose runs whose curves are laid over each other.', '文件夹下的所有训练。点表头排序；勾选的训练曲线叠加显示。'],
    ['.tabs', 'What of the chosen run is looked at.', '查看所选训练的哪一方面。'],
    ['.looking > section:nth-of-type(1)', 'Which runs the list shows, and with which columns.', '列表显示哪些训练及哪些列。'],
    ['.looking > section:nth-of-type(2)', 'Curves of the chosen runs: a line is the mean, the band the least and greatest raw value. Drag over a picture to look closer.', '所选训练的曲线：线为均值，带为原始值的最小与最大。拖动可放大。'],
    ['.looking', 'The run that is open: its figures, layers, findings, network, examples.', '已打开的训练：指标、各层、诊断、网络与样本。'],
  ]),
  ...of('filesRoom', [
    ['.drop', 'Opens ONNX and safetensors files; they can be dropped anywhere on the page, and stay on this machine.', '打开 ONNX 和 safetensors 文件；可拖放到页面任意处，文件不离开本机。'],
    ['.graph', 'The graph of the file; a node tells its operator, attributes and shapes.', '文件的计算图；点节点可见算子、属性与形状。'],
    ['.sheet', 'Tensors with shape and figures; a name opens its histogram and its picture.', '张量的形状与统计；点名称打开直方图与图像。'],
    ['.looking', 'The file that is open, and the difference to another.', '已打开的文件及其与另一文件的差异。'],
  ]),
];
