// Messages → pictures of a phone that shows them, as HTML for a browser to draw. The phones and their numbers are made up.

const escape = (text) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

/** Links and numbers as phones draw them. */
const linked = (text) =>
  escape(text).replace(/(?:https?:\/\/|www\.)?[\w-]+(?:\.[\w-]+)+(?:\/[^\s<]*[^\s<.,;:!?)])?|\+?\d[\d\s().-]{6,}\d/g, (whole) => `<a>${whole}</a>`);

const WORDS = {
  en: { field: { android: 'Text message', ios: 'Text Message' }, today: 'Today', day: 'Tuesday', earlier: 'Your parcel is at the desk. Pick it up before noon.', reply: 'Thanks, on my way' },
  es: { field: { android: 'Mensaje de texto', ios: 'Mensaje de texto' }, today: 'Hoy', day: 'martes', earlier: 'Su paquete está en recepción. Recójalo antes del mediodía.', reply: 'Gracias, ya voy' },
  fr: { field: { android: 'Message texte', ios: 'Message texte' }, today: 'Aujourd’hui', day: 'mardi', earlier: 'Votre colis est à l’accueil. Retirez-le avant midi.', reply: 'Merci, j’arrive' },
};

const LOOKS = {
  'android light': { page: '#ffffff', bubble: '#f0f3f8', text: '#1f1f1f', sent: '#c2e7ff', sentText: '#001d35', muted: '#5f6368', link: '#0b57d0', field: '#f0f3f8' },
  'android dark': { page: '#131314', bubble: '#2d2f31', text: '#e3e3e3', sent: '#004a77', sentText: '#c2e7ff', muted: '#9aa0a6', link: '#a8c7fa', field: '#1e1f20' },
  'ios light': { page: '#ffffff', bubble: '#e9e9eb', text: '#000000', sent: '#34c759', sentText: '#ffffff', muted: '#8a8a8e', link: '#000000', field: '#ffffff' },
  'ios dark': { page: '#000000', bubble: '#262629', text: '#ffffff', sent: '#30b04f', sentText: '#ffffff', muted: '#8d8d93', link: '#ffffff', field: '#000000' },
};

/** Phone and numbers of senders: who sent message `n`. */
const NUMBERS = ['(215) 555-0142', '72345', '+1 302-555-0187', '+34 611 55 01 23', '+33 6 55 51 01 28', '88022'];

/**
 * @param {{text: string, lang: string, phone: 'android' | 'ios', theme: 'light' | 'dark', index: number, conversation: boolean}} shot
 * @returns {{html: string, width: number, sender: string}}
 */
export function screenshot({ text, lang, phone, theme, index, conversation }) {
  const look = LOOKS[`${phone} ${theme}`];
  const words = WORDS[lang];
  const width = phone === 'ios' ? 390 : 412;
  const sender = NUMBERS[index % NUMBERS.length];
  const font = phone === 'ios' ? '-apple-system, Inter, sans-serif' : 'Roboto, sans-serif';
  const size = phone === 'ios' ? 17 : 16;
  const round = phone === 'ios' ? 18 : 20;
  const css = `
    * { box-sizing: border-box; margin: 0; }
    body { width: ${width}px; background: ${look.page}; color: ${look.text}; font: ${size}px/${phone === 'ios' ? 1.29 : 1.4} ${font}, 'Noto Color Emoji'; }
    .status { display: flex; justify-content: space-between; padding: 14px 24px 4px; font-size: 15px; font-weight: 600; }
    .head { display: flex; align-items: center; gap: 14px; padding: 10px 16px; font-size: ${phone === 'ios' ? 13 : 19}px; ${phone === 'ios' ? `flex-direction: column; gap: 4px; border-bottom: 1px solid ${look.bubble};` : ''} }
    .face { width: ${phone === 'ios' ? 50 : 34}px; height: ${phone === 'ios' ? 50 : 34}px; border-radius: 50%; background: #8e9ac0; display: grid; place-items: center; color: #fff; font-size: 20px; }
    .when { text-align: center; color: ${look.muted}; font-size: 12px; padding: 14px 0 8px; }
    .line { display: flex; padding: 3px ${phone === 'ios' ? 14 : 16}px; gap: 8px; align-items: end; }
    .line.sent { justify-content: end; }
    .bubble { max-width: ${phone === 'ios' ? 74 : 78}%; padding: ${phone === 'ios' ? '8px 13px' : '10px 14px'}; border-radius: ${round}px; background: ${look.bubble}; white-space: pre-wrap; overflow-wrap: anywhere; }
    .sent .bubble { background: ${look.sent}; color: ${look.sentText}; }
    .bubble a { color: ${look.link}; text-decoration: underline; }
    .small { width: 28px; height: 28px; flex: none; font-size: 14px; }
    .below { color: ${look.muted}; font-size: 12px; padding: 4px 20px 0 ${phone === 'ios' ? 20 : 66}px; }
    .reply { display: flex; align-items: center; gap: 10px; padding: 18px 14px 26px; }
    .reply div { flex: 1; border-radius: 24px; padding: 9px 16px; color: ${look.muted}; background: ${look.field}; ${phone === 'ios' ? `border: 1px solid ${theme === 'dark' ? '#3a3a3c' : '#c7c7cc'};` : ''} }
    .reply span { color: ${look.muted}; font-size: 22px; }`;
  const face = '<div class="face small">☺</div>';
  const line = (inside, sent = false) => `<div class="line ${sent ? 'sent' : ''}">${!sent && phone === 'android' ? face : ''}<div class="bubble">${inside}</div></div>`;
  const body = [
    `<div class="status"><span>9:41</span><span>5G ▮▮▮ 87%</span></div>`,
    phone === 'ios' ? `<div class="head"><div class="face">☺</div><div>${sender}</div></div>` : `<div class="head"><span>←</span><div class="face">☺</div><div>${sender}</div></div>`,
    `<div class="when">${phone === 'ios' ? `SMS<br>${words.today} 9:38` : `${words.day} 9:38`}</div>`,
    conversation ? line(escape(words.earlier)) + line(escape(words.reply), true) + `<div class="when">${words.today} 9:40</div>` : '',
    line(linked(text)),
    phone === 'android' ? '<div class="below">9:40</div>' : '',
    `<div class="reply"><span>+</span><div>${words.field[phone]}</div><span>◉</span></div>`,
  ];
  return { html: `<!doctype html><meta charset="utf-8"><style>${css}</style>${body.join('')}`, width, sender };
}
