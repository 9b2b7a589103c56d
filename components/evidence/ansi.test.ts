import { expect, test } from 'vitest';
import { ansiSpans, hueOf, isTerminalText } from './ansi';

const shown = (text: string) => ansiSpans(text).map((span) => `${span.className}:${span.text}`);

test.each([
  ['\x1b[31mred\x1b[0m plain', ['ansi-red:red', ': plain']],
  ['\x1b[1;92mok\x1b[0m', ['ansi-green font-bold:ok']],
  ['\x1b[38;5;196mpalette\x1b[0m', ['ansi-red:palette']],
  ['\x1b[38;5;244mgrey\x1b[0m', [':grey']],
  ['\x1b[38;2;40;90;250mtrue\x1b[0m', ['ansi-blue:true']],
  ['10%\r50%\r100%', [':100%']],
  ['\x1b]8;;https://example.com\x07a link\x1b]8;;\x07', [':a link']],
  ['\x1b[2K\x1b[1Gcleared', [':cleared']],
  ['<b>no html</b>', [':<b>no html</b>']],
])('%j', (text, spans) => {
  expect(shown(text)).toEqual(spans);
});

test('a line end of Windows is no terminal text, an overwritten line is', () => {
  expect([isTerminalText('a\r\nb'), isTerminalText('a\rb'), isTerminalText('\x1b[1mb')]).toEqual([false, true, true]);
});

test.each([
  ['255, 0, 0', 'red'],
  ['0, 200, 40', 'green'],
  ['120, 120, 130', undefined],
])('rgb %s is near %s', (rgb, hue) => {
  expect(hueOf(rgb)).toBe(hue);
});
