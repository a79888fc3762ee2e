// The words of the room of digits.

import { addWords } from '../shared/words';

addWords({
  drawTitle: ['Draw a digit', '写一个数字'], drawHint: ['Draw with pointer or finger. Keys: arrows move, space pen down and up, Backspace takes back, 0 to 9 say what it should be.', '用鼠标或手指书写。键盘：方向键移动，空格落笔与抬笔，退格撤销，0 到 9 指出正确数字。'],
  undo: ['Take back', '撤销'], clear: ['Clear', '清空'], netChoice: ['Network', '网络'], mlp: ['MLP 784-128-64-10', 'MLP 784-128-64-10'], cnn: ['CNN (LeNet)', 'CNN（LeNet）'],
  preparing: ['The networks are being trained, once, on this machine', '正在本机训练网络（只需一次）'], learning: ['Learning your drawing', '正在学习你写的数字'], ready: ['Ready', '就绪'], answersDigit: ['It says', '网络回答'], sure: ['sure', '把握'], empty: ['Draw a digit, and the network answers while you draw.', '写一个数字，网络会边写边回答。'],
  probabilities: ['Probability of each digit', '各数字的概率'], seen: ['What the network sees: cut out, scaled and centred like its data', '网络看到的图：裁剪、缩放并居中，与训练数据一致'], saliency: ['What each pixel says for', '每个像素对以下数字的贡献：'], why: ['Ask about', '查看哪个数字'], answered: ['the one it answers', '网络回答的数字'], integrated: ['integrated gradients from grey to this picture', '积分梯度（从灰底到此图）'], gradient: ['gradient at this picture; integrated gradients when the pen is up', '此图处的梯度；抬笔后改为积分梯度'], forAgainst: ['blue speaks for it, orange against it', '蓝色支持，橙色反对'],
  layers: ['Every layer', '每一层'], layersHelp: ['What leaves each layer: blue above 0, orange below; each layer has its own scale.', '每层的输出：蓝色为正，橙色为负；各层单独定标。'], largest: ['largest', '最大值'],
  wrongTitle: ['That is wrong, it is a', '答错了，应该是'], wrongHelp: ['Adds the drawing to the data and trains both networks on it, in a mix with digits of the set.', '把这张图加入数据，并与原数据集的数字混合训练两个网络。'], forgetAll: ['Forget my drawings', '忘掉我写的数字'],
  scoreTitle: ['How well they do', '它们的成绩'], network: ['network', '网络'], parameters: ['weights', '参数'], onSet: ['right on set digits', '数据集上的正确率'], onDrawn: ['right on your drawings', '你写的数字上的正确率'], before: ['before', '之前'], honest: ['The data are {trained} digits that the library draws from strokes, not people\'s handwriting; {judged} others are judged. Your drawings are trained on and judged, so that score flatters.', '数据是由库按笔画生成的 {trained} 个数字，不是真人手写；另用 {judged} 个来评判。你写的数字既用于训练又用于评判，所以那个成绩偏高。'],
  milliseconds: ['ms', '毫秒'],
});
