// Opens a report on what is selected in a page: from the menu of the selection, or from the button of the browser's bar.
// The text goes from page to report through storage that is in memory only, and in no address.

const MENU = 'read-selection';
const SIZE = { width: 440, height: 780 };

// Also after an update, when the line of the version before is still there.
chrome.runtime.onInstalled.addListener(async () => {
  await chrome.contextMenus.removeAll();
  chrome.contextMenus.create({ id: MENU, title: chrome.i18n.getMessage('menu'), contexts: ['selection'] });
});
chrome.contextMenus.onClicked.addListener(({ selectionText, frameId }, tab) => openReport(tab, frameId, selectionText));
chrome.action.onClicked.addListener((tab) => openReport(tab));

/** Opens a report on the selection of a frame, or without one an empty box. */
async function openReport(tab, frameId = 0, flat = '') {
  const key = crypto.randomUUID();
  await chrome.storage.session.set({ [key]: (await selected(tab, frameId)) || flat });
  await chrome.windows.create({ url: `report.html#${key}`, type: 'popup', ...SIZE });
}

/** The selection with its line breaks, which what the menu is told does not have; empty where the browser lets nobody look. */
async function selected(tab, frameId) {
  try {
    const [{ result }] = await chrome.scripting.executeScript({
      target: { tabId: tab.id, frameIds: [frameId] },
      func: () => String(getSelection()),
    });
    return result;
  } catch {
    return '';
  }
}
