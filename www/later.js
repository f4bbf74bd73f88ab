// A module that comes later, asked for again where it was lost.

const lost = new Map();

/**
 * What `load` imports. A browser may never ask again for a module that it once could not have; by another address it does.
 * @param {string} path of the module inside `www/`
 * @param {() => Promise<object>} load the import itself, written out, so that what joins files finds it
 */
export async function later(path, load) {
  const when = lost.get(path);
  try {
    return await (when ? import(`${new URL(path, import.meta.url)}?${when}`) : load());
  } catch (error) {
    lost.set(path, Date.now());
    throw error;
  }
}
