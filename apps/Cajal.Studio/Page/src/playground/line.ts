// The line to this page's session. It is opened before anything of the page is built, so that the session begins meanwhile; what it says waits until all scripts have run.

export const line = new WebSocket(`ws://${location.host}/socket`);
