using System.Numerics;
namespace Cajal;
internal static unsafe class Gemm { public static void Multiply<T>(int m,int n,int k,T* a,nint ar,nint ac,T* b,nint br,nint bc,T* c,nint cr,bool accumulate) where T: unmanaged {
  for(int i=0;i<m;i++) for(int j=0;j<n;j++){ double s=0; for(int p=0;p<k;p++) s+= typeof(T)==typeof(float)? *(float*)(a+i*ar+p*ac)* *(float*)(b+p*br+j*bc): *(double*)(a+i*ar+p*ac)* *(double*)(b+p*br+j*bc);
   if(typeof(T)==typeof(float)) *(float*)(c+i*cr+j)=(float)s; else *(double*)(c+i*cr+j)=s; } } }
internal static class Reduce {
  public static void SumRows<T>(ReadOnlySpan<T> x,int rows,int length,Span<T> y) where T: unmanaged, INumber<T> { for(int r=0;r<rows;r++){T s=T.Zero; for(int i=0;i<length;i++) s+=x[r*length+i]; y[r]=s;} }
  public static void SumColumns<T>(ReadOnlySpan<T> x,int rows,int cols,Span<T> y) where T: unmanaged, INumber<T> { y[..cols].Clear(); for(int r=0;r<rows;r++) for(int c=0;c<cols;c++) y[c]+=x[r*cols+c]; } }
