// Words of the room of files.

import { addWords } from '../shared/words';

addWords({
  chooseFile: ['Choose a file', '选择文件'], dropHere: ['Choose an ONNX or safetensors file, or drop it here.', '选择 ONNX 或 safetensors 文件，或拖放到此处。'], stays: ['It stays on this machine. Files up to', '文件只留在本机。最大'], orOpen: ['are taken; a larger one, or one with its weights in files beside it, opens with “cajal studio --open FILE”.', '；更大的文件，或权重另存于旁边文件的模型，请用 “cajal studio --open FILE” 打开。'],
  opened: ['Open files', '已打开的文件'], nothingOpen: ['No file is open yet.', '尚未打开文件。'], look: ['look', '查看'], close: ['close', '关闭'], sending: ['Reading…', '读取中…'], kind: ['Kind', '格式'], size: ['Size', '大小'], numbersIn: ['Numbers', '数值个数'], saysOfItself: ['The file says', '文件说明'],
  difference: ['Difference of two files', '两个文件之差'], first: ['First', '第一个'], second: ['Second', '第二个'], compare: ['Compare', '比较'], needTwo: ['Open two files to hold them against each other.', '打开两个文件后可进行比较。'], differenceHelp: ['Tensors are matched by name. Greatest is max |a − b|, relative is ‖a − b‖ / ‖a‖.', '按名称配对张量。最大差为 max |a − b|，相对差为 ‖a − b‖ / ‖a‖。'],
  state: ['State', '状态'], greatestDifference: ['Greatest', '最大差'], relative: ['Relative', '相对差'], changed: ['Numbers that differ', '不同的数'], equal: ['equal', '相同'], different: ['different', '不同'], otherShape: ['other shape', '形状不同'], firstOnly: ['first only', '仅在第一个'], secondOnly: ['second only', '仅在第二个'], unread: ['cannot be read', '无法读取'], noGraph: ['This file holds tensors and no graph.', '此文件只有张量，没有计算图。'],
});
