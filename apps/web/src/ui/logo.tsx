export const Logo = () => (
  <svg className="logo" viewBox="0 0 20 20" aria-hidden="true">
    <rect className="logo-b" width="20" height="20" rx="5" />
    <path className="logo-k" d="m5.5 10.3 3 3 6-6.6" />
  </svg>
)
