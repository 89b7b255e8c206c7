/** Names of time zones: that of this machine first, since records mostly come from around here. */

export function zones(): string[] {
  try {
    const here = new Intl.DateTimeFormat().resolvedOptions().timeZone;
    const all = Intl.supportedValuesOf("timeZone");
    return [...new Set([here, "UTC", ...all])].filter(Boolean);
  } catch {
    // A machine without a list of zones still knows the names that are typed.
    return ["UTC"];
  }
}
