// Mozilla's Readability over linkedom's DOM.
import { serve } from './runner.mjs';
import { textOf } from './html_text.mjs';
import { load, versionOf } from './packages.mjs';

const { Readability } = await load('@mozilla/readability');
const { parseHTML } = await load('linkedom');

const extract = (html) => new Readability(parseHTML(html).document).parse()?.content;

await serve(`readability ${versionOf('@mozilla/readability')} + linkedom ${versionOf('linkedom')}`, extract,
            (content) => textOf(content, parseHTML));
