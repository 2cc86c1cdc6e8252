/** Tells the host page as Office does: a JSON string, to the origin that CheckFileInfo named and to no other. */
export function tellHost(origin, messageId, values = {}) {
  if (!origin || window.parent === window) return;
  const message = JSON.stringify({ MessageId: messageId, SendTime: Date.now(), Values: values });
  window.parent.postMessage(message, origin);
}
