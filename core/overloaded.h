#pragma once

// For std::visit: one lambda a case, so that a missing case does not compile.

namespace exaid {

template <typename... Fs>
struct Overloaded : Fs...
{
    using Fs::operator()...;
};
template <typename... Fs>
Overloaded(Fs...) -> Overloaded<Fs...>;

} // namespace exaid
