/** Reports worth printing: one class per report, one frame for all of them, three formats (docs/reports.md). */
package io.parkbridge.report;
