/** What of ECharts is drawn anywhere. A chunk of its own that comes after what can be read without it. */
import {BarChart, HeatmapChart, LineChart} from "echarts/charts";
import {GridComponent, LegendPlainComponent, TooltipComponent, VisualMapContinuousComponent} from "echarts/components";
import {use} from "echarts/core";
import {CanvasRenderer} from "echarts/renderers";

use([BarChart, HeatmapChart, LineChart, GridComponent, LegendPlainComponent, TooltipComponent, VisualMapContinuousComponent, CanvasRenderer]);

export {init} from "echarts/core";
