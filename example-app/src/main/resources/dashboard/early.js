// Before anything is painted: the theme, so that nobody who chose dark sees a white page first, and the language,
// whose texts are asked for beside the modules and not after them. Not a module itself: those wait.
{
  const root = document.documentElement;
  const languages = root.dataset.languages.split(' ');

  /** A browser may keep nothing for this site. */
  const chosen = (name, allowed) => {
    try {
      return allowed.find((each) => each === localStorage.getItem(`astir.${name}`));
    } catch {
      return undefined;
    }
  };

  const theme = chosen('theme', ['light', 'dark']);
  if (theme) root.dataset.theme = theme;

  const browsers = navigator.languages.map((tag) => tag.split('-')[0]);
  root.lang = chosen('language', languages) ?? browsers.find((each) => languages.includes(each)) ?? languages[0];

  const texts = document.createElement('link');
  texts.rel = 'modulepreload';
  texts.href = `/messages/${root.lang}.js`;
  document.head.append(texts);
}
