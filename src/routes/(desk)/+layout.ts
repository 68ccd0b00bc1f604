// The desk shows what the signed-in person may decide; the session is in the browser only.
export const ssr = false;
