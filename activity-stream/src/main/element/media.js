/* ---------------------------------------------------------------- media */

const ICON_BY_MEDIA = { image: 'image', video: 'play', audio: 'sound' };

/**
 * An event's media: links, or pictures where the embedder lets them in. A picture is a request to
 * whatever host the publisher named, so it is never the default.
 */
function mediaNodes(media, withPictures, texts) {
  if (!Array.isArray(media)) return [];
  return media.flatMap(({ url, type, title }) => {
    const address = safeUrl(url);
    if (!address) return [];
    const kind = String(type ?? '').split('/')[0];
    const name = title || fileName(address) || texts.file;
    const link = element('a', { class: 'media', part: 'media', href: address.href, dir: 'auto' });
    const plain = [svg(ICONS[ICON_BY_MEDIA[kind] ?? 'file']), element('span', {}, name)];
    if (withPictures && kind === 'image') link.append(picture(link, address, name, plain));
    else link.append(...plain);
    return [outward(link)];
  });
}

function picture(link, address, name, instead) {
  const image = element('img', { loading: 'lazy', decoding: 'async', referrerpolicy: 'no-referrer', alt: name });
  link.classList.add('picture');
  image.addEventListener('error', () => {
    link.classList.remove('picture');
    link.replaceChildren(...instead);
  });
  image.src = address.href;
  return image;
}

function fileName({ pathname }) {
  const name = pathname.split('/').at(-1);
  try {
    return decodeURIComponent(name);
  } catch {
    return name;
  }
}
