import type { ReportOptions } from "../wire/ReportOptions";

/** The paper people use where this machine is. */
export function localPaper(): ReportOptions["paper"] {
  let region = "";
  try {
    region = new Intl.Locale(navigator.language).maximize().region ?? "";
  } catch {
    // A machine without a language says "C" here, which is no tag; most of the world prints on A4.
  }
  return ["US", "CA", "MX", "CL", "CO", "VE", "PH"].includes(region) ? "letter" : "a4";
}
