// These screens live on the device's own database: rendering them on a server would show nothing true.
export const ssr = false;
