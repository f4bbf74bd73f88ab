// Registers <tell-text>. This one script is all a page needs:
//   <script type="module" src="https://…/www/tell-text-define.js"></script>

import { TellText } from './tell-text.js';

export { TellText };

if (!customElements.get('tell-text')) customElements.define('tell-text', TellText);
