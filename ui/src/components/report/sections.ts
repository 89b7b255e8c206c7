/** Sections of the report in their order, with the names people know them by. */
import type { ReportSection } from "../../wire/ReportSection";

const LABELS: Record<ReportSection, string> = {
  cover: "Cover",
  summary: "On one page",
  charter: "Charter and participants",
  map: "Buyer journey and sales process",
  gaps: "Gaps",
  evidence: "Evidence",
  flow: "Flow",
  records: "Map against records",
  scenarios: "Scenarios",
  tools: "Tools and programmes",
  readiness: "Readiness",
  parking: "Parking lot",
  appendix: "Appendix",
};

export const SECTIONS = Object.entries(LABELS).map(([id, label]) => ({ id: id as ReportSection, label }));
