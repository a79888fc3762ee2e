namespace Cajal.Insight;

/// <summary>What a report takes for given.</summary>
public sealed class ReportOptions
{
    /// <summary>Power that the machine is taken to draw while it trains, in watts, where its energy was not measured; null takes what a desktop's cores draw.</summary>
    public double? Watts { get; init; }

    /// <summary>Price of a kilowatt-hour.</summary>
    public double PricePerKilowattHour { get; init; } = 0.30;

    /// <summary>What the price is in.</summary>
    public string Currency { get; init; } = "€";
}
