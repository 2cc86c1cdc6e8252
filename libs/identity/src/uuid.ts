const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Whether a row can have this id. */
export const isUuid = (text: string): boolean => UUID.test(text);
