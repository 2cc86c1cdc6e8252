/** Told with the discovery's URL whenever an attempt to fetch it is over. */
export const DISCOVERIES_CHANNEL = 'discoveries';
