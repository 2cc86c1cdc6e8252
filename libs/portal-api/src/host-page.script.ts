/**
 * The host page's script, the same for every file: what differs is in data attributes, so nothing is ever written into code.
 * The frame is made here and not in the markup, because browsers restore a frame of the markup with an old session
 * (page "Building a host page", Work around browser iframe behaviors).
 */
export const HOST_PAGE_SCRIPT = `
(() => {
  'use strict';
  const page = document.body.dataset;
  const origins = JSON.parse(page.origins);
  const form = document.getElementById('office_form');
  const frame = document.createElement('iframe');
  frame.id = frame.name = 'office_frame';
  frame.title = page.frameTitle;
  frame.setAttribute('allowfullscreen', 'true');
  frame.setAttribute('sandbox', page.sandbox);
  frame.setAttribute('allow', page.allow);

  const post = (origin, id, values) =>
    frame.contentWindow.postMessage(JSON.stringify({ MessageId: id, SendTime: Date.now(), Values: values }), origin);

  const leave = () => {
    if (page.closeUrl) return location.replace(page.closeUrl);
    document.body.replaceChildren(Object.assign(document.createElement('p'), {
      id: 'closed', textContent: 'The document is closed. You can close this tab.',
    }));
    window.close();
  };

  const handlers = {
    // Clients load their listeners late: told again with each sign of life, they miss it at no time.
    App_LoadingStatus: (values, origin) => {
      page.loading = values.Status || 'Frame_Ready';
      post(origin, 'Host_PostmessageReady', {});
    },
    UI_Close: leave,
    UI_Edit: () => { if (page.editUrl) location.replace(page.editUrl); },
    File_Rename: ({ NewName: name }) => {
      if (typeof name !== 'string' || name === '') return;
      document.title = name.toLowerCase().endsWith(page.extension) ? name : name + page.extension;
    },
  };

  const read = (data) => {
    if (typeof data !== 'string') return data;
    try { return JSON.parse(data); } catch { return undefined; }
  };

  window.addEventListener('message', (event) => {
    if (event.source !== frame.contentWindow || !origins.includes(event.origin)) return;
    const message = read(event.data);
    if (!message || !Object.hasOwn(handlers, message.MessageId)) return;
    handlers[message.MessageId](message.Values || {}, event.origin);
  });

  // A page that comes back from the browser's memory holds a session that is over.
  window.addEventListener('pageshow', (event) => { if (event.persisted) location.reload(); });

  const here = new URL(location.href);
  for (const name of ['wdPreviousSession', 'wdPreviousCorrelation']) here.searchParams.delete(name);
  if (here.href !== location.href) history.replaceState(history.state, '', here);

  document.getElementById('frameholder').append(frame);
  form.submit();
  form.remove();
})();
`;
