/** Reports made in the background: runs that queue, and schedules that start them and send them by mail. */
package io.parkbridge.report.run;
