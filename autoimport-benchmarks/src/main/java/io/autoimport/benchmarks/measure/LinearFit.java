package io.autoimport.benchmarks.measure;

import java.util.List;

/**
 * The straight line that fits points best, by least squares.
 *
 * @param intercept where it begins
 * @param slope how it rises
 * @param r2 how much of the variance it explains, at most 1
 */
public record LinearFit(double intercept, double slope, double r2) {

    /**
     * A point.
     *
     * @param x how large
     * @param y how much
     */
    public record Point(double x, double y) {}

    /** Fits points, at least three. */
    public static LinearFit of(List<Point> points) {
        double meanX = points.stream().mapToDouble(Point::x).average().orElseThrow();
        double meanY = points.stream().mapToDouble(Point::y).average().orElseThrow();
        double xy = points.stream()
                .mapToDouble(p -> (p.x() - meanX) * (p.y() - meanY))
                .sum();
        double xx = points.stream().mapToDouble(p -> Math.pow(p.x() - meanX, 2)).sum();
        double slope = xy / xx;
        double intercept = meanY - slope * meanX;
        double left = points.stream()
                .mapToDouble(p -> Math.pow(p.y() - intercept - slope * p.x(), 2))
                .sum();
        double all =
                points.stream().mapToDouble(p -> Math.pow(p.y() - meanY, 2)).sum();
        return new LinearFit(intercept, slope, 1 - left / all);
    }
}
