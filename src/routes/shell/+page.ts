// One empty page for every address: the service worker answers with it when there is no network, and
// the router then shows the screen of the address in the bar.
export const prerender = true;
export const ssr = false;
