package org.jameslists.benchmarks.james;

import java.awt.Color;
import java.awt.Font;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;

import org.knowm.xchart.CategoryChart;
import org.knowm.xchart.CategoryChartBuilder;
import org.knowm.xchart.style.Styler.LegendPosition;

import de.erichseifert.vectorgraphics2d.VectorGraphics2D;
import de.erichseifert.vectorgraphics2d.svg.SVGProcessor;
import de.erichseifert.vectorgraphics2d.util.PageSize;

/** The picture of where the time of a post goes: two bars, James alone and with the pack, which is cut into steps. */
public final class TimeChart {
    private static final int WIDTH = 760;
    private static final int HEIGHT = 420;
    private static final int TEXT = 13;

    /** It is read on white and on black. */
    private static final Color INK = new Color(0x768390);

    private static final Color FAINT = new Color(0x76, 0x83, 0x90, 0x50);
    private static final Color NOTHING = new Color(0, 0, 0, 0);

    /** One for each step, in order. */
    private static final Color[] COLORS = IntStream.of(
                    0x8C959F, 0x1F9E9A, 0x3B82C4, 0x8A63D2, 0x3FA34D, 0xD9A514, 0xD1495B, 0xE07B39, 0xB05A9A, 0xB7A98F)
            .mapToObj(Color::new)
            .toArray(Color[]::new);

    private TimeChart() {}

    /**
     * Draws it.
     *
     * @param measured what a post costs
     * @param profile how that is spread
     * @param file an SVG file
     */
    public static void draw(Measured measured, Profile profile, Path file) throws IOException {
        CategoryChart chart = new CategoryChartBuilder()
                .width(WIDTH)
                .height(HEIGHT)
                .yAxisTitle("ms of CPU a post")
                .build();
        // James does for a post what it does alone; samples cut what the pack adds
        Map<Step, Double> milliseconds = new EnumMap<>(Step.class);
        double left = measured.with().cpuSecondsPerPost() * 1e3;
        for (Step step : Step.values()) {
            double own =
                    switch (step) {
                        case JAMES -> measured.without().cpuSecondsPerPost() * 1e3;
                        case UNSEEN -> Math.max(0, left);
                        default -> profile.seconds(step) * 1e3;
                    };
            left -= own;
            milliseconds.put(step, own);
        }
        milliseconds.forEach((step, own) -> chart.addSeries(
                String.format(Locale.ROOT, "%s %.2f ms", step.words(), own),
                List.of("James alone", "with the pack"),
                List.of(step == Step.JAMES ? own : 0, own)));
        style(chart);
        VectorGraphics2D graphics = new VectorGraphics2D();
        chart.paint(graphics, WIDTH, HEIGHT);
        try (OutputStream out = Files.newOutputStream(file)) {
            new SVGProcessor()
                    .getDocument(graphics.getCommands(), new PageSize(WIDTH, HEIGHT))
                    .writeTo(out);
        }
    }

    private static void style(CategoryChart chart) {
        Font font = new Font(Font.SANS_SERIF, Font.PLAIN, TEXT);
        chart.getStyler().setStacked(true).setAvailableSpaceFill(0.5);
        chart.getStyler()
                .setAxisTitleFont(font)
                .setAxisTickLabelsFont(font)
                .setAxisTickLabelsColor(INK)
                .setAxisTickMarksColor(INK)
                .setPlotGridLinesColor(FAINT)
                .setPlotGridVerticalLinesVisible(false);
        chart.getStyler()
                .setXAxisTitleColor(INK)
                .setYAxisTitleColor(INK)
                .setChartFontColor(INK)
                .setChartBackgroundColor(NOTHING)
                .setPlotBackgroundColor(NOTHING)
                .setPlotBorderVisible(false)
                .setLegendBackgroundColor(NOTHING)
                .setLegendBorderColor(NOTHING)
                .setLegendFont(font)
                .setLegendPosition(LegendPosition.OutsideE)
                .setSeriesColors(COLORS);
    }
}
