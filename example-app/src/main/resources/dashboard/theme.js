// Before anything is painted, so that nobody who chose dark sees a white page first. Not a module: those wait.
{
  const theme = localStorage.getItem('astir.theme');
  if (theme === 'light' || theme === 'dark') document.documentElement.dataset.theme = theme;
}
