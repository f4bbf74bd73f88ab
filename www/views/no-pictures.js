// In place of `picture/panel.js` in the page that is one file: it has no reader of pictures, and says so.

export async function openPanel(what, { ctx, say }) {
  await ctx.words('onefile');
  if (what !== 'resume') say(ctx.t('onefile.pictures'));
}
