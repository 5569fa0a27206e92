import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import subsetFont from 'subset-font';

const FONT = 'node_modules/pretendard/dist/web/variable/woff2/PretendardVariable.woff2';
const FOLDER = 'dist/fonts';
const TEXTS = 'components/messages';
/** Weights that the styles use. */
const WEIGHTS = { wght: { min: 400, max: 700 } };
const ASCII = Array.from({ length: 95 }, (_, index) => String.fromCharCode(0x20 + index)).join('');
/** What formats and code write beside the texts. */
const SYMBOLS = '\u00a0₩€£¥▲▼≈–—−±≤≥…·‘’“”↑↓←→⌘';
/** The name of the other language, on a page in English. */
const KOREAN = '한국어';

const isHangul = (char: string) => char >= '가' && char <= '힣';

/**
 * Two cuts of Pretendard with just the letters of the product's own texts, for app/fonts.ts: the whole font is in 92 files,
 * of which a page in English loads nine and a browser looks through all for each size and weight.
 */
export async function makeFonts(): Promise<void> {
  const letters = [...new Set(ASCII + SYMBOLS + readTexts())];
  const font = readFileSync(FONT);
  const make = async (name: string, text: string) => {
    const cut = await subsetFont(font, text, { targetFormat: 'woff2', variationAxes: WEIGHTS });
    writeFileSync(path.join(FOLDER, `${name}.woff2`), cut);
  };
  mkdirSync(FOLDER, { recursive: true });
  await make('latin', letters.filter((char) => !isHangul(char)).join('') + KOREAN);
  await make('hangul', letters.filter(isHangul).join(''));
}

function readTexts(): string {
  const files = readdirSync(TEXTS, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.json'));
  return files.map((file) => readFileSync(path.join(TEXTS, file), 'utf8')).join('');
}
