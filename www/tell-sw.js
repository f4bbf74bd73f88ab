// Tells the service worker what is wanted from now on; settles when that is done, or given up.

export async function tellServiceWorker(what) {
  const worker = (await navigator.serviceWorker?.getRegistration().catch(() => undefined))?.active;
  if (!worker) return;
  const { port1, port2 } = new MessageChannel();
  await new Promise((done) => {
    port1.onmessage = done;
    setTimeout(done, 10_000);
    worker.postMessage(what, [port2]);
  });
}
