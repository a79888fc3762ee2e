// The words of the lessons' room.

import { addWords } from '../shared/words';

addWords({
  allLessons: ['All lessons', '全部课程'], predict: ['Predict first', '先预测'], answerIt: ['Answer', '提交答案'], rightAnswer: ['Right.', '正确。'], wrongAnswer: ['Not this one.', '不对。'], correctIs: ['The answer is:', '正确答案：'],
  lookFirst: ['Move the controls without predicting', '不预测，直接操作'], benchTitle: ['Bench', '实验台'], locked: ['Predict first, then the bench opens.', '先作出预测，实验台随后开放。'], tryThis: ['Try', '试一试'], numbersTitle: ['Numbers', '数值'],
  checkTitle: ['Check', '检验'], now: ['now', '现在'], reached: ['Reached', '已达到'], notYet: ['Not yet', '尚未达到'], showSolution: ['Show a solution', '显示一种解法'], backToStart: ['Controls back to the start', '控件恢复初始值'],
  formulaTitle: ['Formula', '公式'], codeTitle: ['The C# lines', 'C# 代码'], prints: ['prints', '输出'], copyCode: ['Copy', '复制'], copiedCode: ['Copied', '已复制'], openPlayground: ['Open in the playground', '在游乐场中打开'],
  previous: ['Previous', '上一课'], next: ['Next', '下一课'], done: ['done', '已完成'], ofLessons: ['lessons done', '课已完成'], forget: ['Forget what is done', '清除进度'], stepBack: ['Step back', '后退一步'], stepOn: ['Step on', '前进一步'], walkOn: ['Walk', '自动前进'], halt: ['Halt', '停止'],
  clearPad: ['Clear', '清空'], upload: ['A picture of yours', '上传图片'], uploadHelp: ['It is made grey and 28 × 28 here; nothing leaves this machine.', '图片在本机转为 28 × 28 灰度图，不会离开本机。'], drawPicture: ['Draw here; keys: arrows move, space pen down and up, Backspace takes back', '在此绘制；键盘：方向键移动，空格落笔与抬笔，退格撤销'],
  drawPoints: ['Click points here; keys: arrows move, Enter puts a point, Backspace takes one away', '在此点击画点；键盘：方向键移动，回车放点，退格删除'], intro: ['Short lessons in the order of the lectures. Predict, move a control, and the engine answers.', '按讲座顺序编排的短课：先预测，再操作，由真实引擎作答。'],
  lessonBroken: ['This lesson cannot be read:', '无法读取该课程：'], computing: ['computing …', '计算中……'],
});
