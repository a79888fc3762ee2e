// The examples' names: what Presets.cs calls them, in English and Chinese.

import { addWords } from '../shared/words';

const names: [string, string][] = [
  ['Circle, 4-2 tanh (start)', '圆环，4-2 个 tanh（初始）'],
  ['Spiral, two layers of 8', '螺旋，两层各 8 个单元'],
  ['Three clouds, softmax', '三个点团，softmax'],
  ['XOR, four points', '异或，四个点'],
  ['A curve from ReLUs', '由 ReLU 拼成的曲线'],
  ['Iris: three flowers by four lengths', '鸢尾花：由四个长度区分三种花'],
  ['Digits of 8 by 8 pixels', '8×8 像素的数字'],
  ['A leak: test points are trained on', '泄漏：测试点也参与训练'],
  ['Inputs a thousand times too large', '输入放大了一千倍'],
  ['Zero weights: nothing learns', '零初始权重：什么也学不到'],
  ['A rate of 1000', '学习率 1000'],
  ['Lecture: forward by hand', '讲座：手算前向传播'],
  ['Lecture: backpropagation', '讲座：反向传播'],
  ['Perceptron: AND, until a pass is right', '感知机：与，直到一遍全对'],
  ['Perceptron: XOR, which never ends', '感知机：异或，永不结束'],
  ['Dropout, norm and a skip', '丢弃、归一化与跳跃连接'],
  ['As the TensorFlow Playground', '与 TensorFlow Playground 一样'],
];

addWords(Object.fromEntries(names.map(name => [name[0], name])));
