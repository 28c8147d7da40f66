/** What a report of a month costs, while readings come in. */
package io.parkbridge.bench.report;
