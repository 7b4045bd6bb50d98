// defuddle over linkedom's DOM. Its answer is HTML. It is not let onto the network, where it would look for what a page lacks.
import { serve } from './runner.mjs';
import { textOf } from './html_text.mjs';
import { load, versionOf } from './packages.mjs';

const { Defuddle } = await load('defuddle', 'dist/node.js');
const { parseHTML } = await load('linkedom');

const options = { useAsync: false };
const extract = async (html) => (await Defuddle(parseHTML(html).document, 'https://page.example/', options)).content;

await serve(`defuddle ${versionOf('defuddle')} + linkedom ${versionOf('linkedom')}`, extract,
            (content) => textOf(content, parseHTML));
