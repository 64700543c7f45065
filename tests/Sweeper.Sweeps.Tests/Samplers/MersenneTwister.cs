using Sweeper.Sweeps.Spaces;

namespace Sweeper.Sweeps.Tests.Samplers;

/// <summary>
/// The random numbers of NumPy's <c>RandomState(seed).random_sample()</c>: M. Matsumoto and T. Nishimura, "Mersenne Twister"
/// (1998), MT19937, with doubles of 53 bits out of two words.
/// </summary>
internal sealed class MersenneTwister : IRandomNumbers
{
    private const int Size = 624, Shift = 397;

    private readonly uint[] _state = new uint[Size];
    private int _next = Size;

    public MersenneTwister(uint seed)
    {
        _state[0] = seed;
        for (uint i = 1; i < Size; i++)
            _state[i] = (1812433253 * (_state[i - 1] ^ (_state[i - 1] >> 30))) + i;
    }

    public double NextUnit() => (((NextWord() >> 5) * 67108864.0) + (NextWord() >> 6)) / 9007199254740992.0;

    /// <summary>Leaves numbers out.</summary>
    public void Skip(int count)
    {
        for (int i = 0; i < count; i++)
            NextUnit();
    }

    private uint NextWord()
    {
        if (_next == Size)
            Renew();
        uint word = _state[_next++];
        word ^= word >> 11;
        word ^= (word << 7) & 0x9d2c5680;
        word ^= (word << 15) & 0xefc60000;
        return word ^ (word >> 18);
    }

    private void Renew()
    {
        for (int i = 0; i < Size; i++)
        {
            uint mixed = (_state[i] & 0x80000000) | (_state[(i + 1) % Size] & 0x7fffffff);
            _state[i] = _state[(i + Shift) % Size] ^ (mixed >> 1) ^ ((mixed & 1) * 0x9908b0df);
        }

        _next = 0;
    }
}
