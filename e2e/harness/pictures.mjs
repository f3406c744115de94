import { mkdir } from 'node:fs/promises';
import { inRoot } from '../../scripts/start/paths.mjs';

/** Pictures that the documentation shows; they change only when `npm run test:e2e -- --update-images` asks for it. */
const published = new Set(['instance-light', 'instance-dark']);

/** Takes a picture of the page, for people to look at: `.data/e2e/<name>.png`. */
export async function takePicture(page, name) {
  const folders = [inRoot('.data', 'e2e')];
  if (process.env.E2E_UPDATE_IMAGES === '1' && published.has(name)) folders.push(inRoot('docs', 'images'));
  for (const folder of folders) {
    await mkdir(folder, { recursive: true });
    await page.screenshot({ path: `${folder}/${name}.png`, animations: 'disabled' });
  }
}
