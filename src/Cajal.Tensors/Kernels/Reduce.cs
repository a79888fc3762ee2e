using System.Numerics;
namespace Cajal;
internal static class Reduce {
  public static void SumRows<T>(ReadOnlySpan<T> x,int rows,int length,Span<T> y) where T: unmanaged, INumber<T> { for(int r=0;r<rows;r++){T s=T.Zero; for(int i=0;i<length;i++) s+=x[r*length+i]; y[r]=s;} }
  public static void SumColumns<T>(ReadOnlySpan<T> x,int rows,int cols,Span<T> y) where T: unmanaged, INumber<T> { y[..cols].Clear(); for(int r=0;r<rows;r++) for(int c=0;c<cols;c++) y[c]+=x[r*cols+c]; } }
