"""Charts of growth as SVG, the same bytes for the same figures."""
import matplotlib

matplotlib.use("svg")
matplotlib.rcParams |= {
    "svg.hashsalt": "tongbao", "font.family": "DejaVu Sans", "font.size": 9,
    "axes.spines.top": False, "axes.spines.right": False, "axes.edgecolor": "#6b7280",
    "axes.labelcolor": "#374151", "text.color": "#111827", "xtick.color": "#6b7280",
    "ytick.color": "#6b7280", "axes.titlesize": 11, "axes.titleweight": "bold",
    "axes.titlelocation": "left", "legend.frameon": False, "legend.fontsize": 8}
from matplotlib import pyplot, ticker  # noqa: E402

COLOURS = ["#b91c1c", "#1d4ed8", "#047857"]
PREFIXES = [(1e6, "M"), (1e3, "k")]


def short(value, _=None):
    """1k, 30k, 1M"""
    for size, prefix in PREFIXES:
        if value >= size:
            return f"{value / size:g}{prefix}"
    return f"{value:g}"


def duration(value, _=None):
    """Of milliseconds: 10 µs, 1 ms, 10 s"""
    if value >= 1000:
        return f"{value / 1000:g} s"
    return f"{value:g} ms" if value >= 1 else f"{value * 1000:g} µs"


def draw_chart(axes, series):
    axes.set_title(series[0].chart)
    for each, colour in zip(series, COLOURS):
        xs, ys = zip(*each.points)
        # What linear growth would have been, to the largest.
        axes.plot([xs[0], xs[-1]], [ys[-1] * xs[0] / xs[-1], ys[-1]], linestyle=(0, (1, 2)),
                  linewidth=1, color=colour, alpha=0.6)
        axes.plot(xs, ys, marker="o", markersize=4, linewidth=1.6, color=colour,
                  label=f"{each.name}, slope {each.slope:.2f}")
    axes.set_xscale("log")
    axes.set_yscale("log")
    axes.set_xlabel(series[0].x_name)
    axes.xaxis.set_major_formatter(ticker.FuncFormatter(short))
    axes.yaxis.set_major_formatter(ticker.FuncFormatter(duration))
    for axis in (axes.xaxis, axes.yaxis):
        axis.set_minor_formatter(ticker.NullFormatter())
    axes.tick_params(which="both", length=0)
    axes.grid(True, which="major", color="#e5e7eb", linewidth=0.8)
    axes.set_axisbelow(True)
    axes.legend(loc="upper left")
    # Room for the legend.
    axes.set_ylim(top=axes.get_ylim()[1] * 3 ** len(series))


def draw(series, place):
    """All charts in one picture; series with the same `chart` share theirs."""
    together = {}
    for each in series:
        together.setdefault(each.chart, []).append(each)
    figure, axes = pyplot.subplots(2, 2, figsize=(9.6, 7.2), layout="constrained")
    figure.patch.set_facecolor("white")
    figure.get_layout_engine().set(w_pad=0.12, h_pad=0.12)
    for each, of in zip(axes.flat, together.values()):
        draw_chart(each, of)
    figure.supxlabel("dotted: what linear growth to the largest size would be; slopes are those of "
                     "the upper half", fontsize=8, color="#6b7280")
    place.parent.mkdir(parents=True, exist_ok=True)
    figure.savefig(place, metadata={"Date": None, "Creator": None})
