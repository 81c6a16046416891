// Runs before the first paint, so that no wrong theme flashes. What it reads, src/ui/theme.ts writes.
for (const key of ['theme', 'density']) {
  const chosen = localStorage.getItem(key)
  if (chosen) document.documentElement.dataset[key] = chosen
}
