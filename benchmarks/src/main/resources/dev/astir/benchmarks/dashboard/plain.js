const { items } = await (await fetch('/api/presence')).json();
items.sort((a, b) => a.name.localeCompare(b.name));
document.querySelector('ul').append(
  ...items.map(({ userId, name, app, since }) => {
    const row = document.createElement('li');
    row.dataset.person = userId;
    const who = document.createElement('strong');
    who.textContent = name;
    const what = document.createElement('span');
    what.textContent = app ?? '';
    const when = document.createElement('time');
    when.textContent = since ? `${Math.floor((Date.now() - new Date(since)) / 60000)}m` : '';
    row.append(who, what, when);
    return row;
  }),
);
