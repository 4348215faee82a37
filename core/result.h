#pragma once

// Value or error. C++20 with GCC 12 has no std::expected; this is the part of it that we use.

#include <QString>
#include <utility>
#include <variant>

namespace exaid {

// What went wrong, in words a person can act on.
struct Error
{
    QString code;    // stable, snake_case, for the wire and for tests
    QString message; // what happened, to what
    QString hint;    // what to do; names the setting where there is one. May be empty.

    bool operator==(const Error &) const = default;
};

template <typename T>
class [[nodiscard]] Result
{
public:
    Result(T value)
        : m_state(std::in_place_index<0>, std::move(value))
    {}
    Result(Error error)
        : m_state(std::in_place_index<1>, std::move(error))
    {}

    bool hasValue() const { return m_state.index() == 0; }
    explicit operator bool() const { return hasValue(); }

    // Precondition of the first two: hasValue(). Of error(): !hasValue().
    const T &value() const & { return std::get<0>(m_state); }
    T &&value() && { return std::get<0>(std::move(m_state)); }
    const T &operator*() const & { return value(); }
    const T *operator->() const { return &std::get<0>(m_state); }
    const Error &error() const { return std::get<1>(m_state); }

    template <typename F>
    auto andThen(F &&next) && -> decltype(next(std::declval<T>()))
    {
        if (hasValue())
            return std::forward<F>(next)(std::get<0>(std::move(m_state)));
        return std::get<1>(std::move(m_state));
    }

private:
    std::variant<T, Error> m_state;
};

struct Done
{};
using Status = Result<Done>; // success without a value

} // namespace exaid
