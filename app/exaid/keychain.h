#pragma once

// Where the operating system keeps secrets for the person who is logged in. Asynchronous: a reply comes
// later, once, within the limit, on the thread that asked; that thread needs an event loop. A failed read
// never means "there is no key": a locked keychain looks the same as an empty one.

#include "core/result.h"
#include "core/secret.h"

#include <QMap>
#include <QString>
#include <QStringList>
#include <chrono>
#include <functional>
#include <memory>

class QObject;

namespace exaid {

class Keychain
{
public:
    static constexpr std::chrono::seconds Limit{5};

    virtual ~Keychain() = default;
    Keychain(const Keychain &) = delete;
    Keychain &operator=(const Keychain &) = delete;

    using Read = std::function<void(const Result<Secret> &)>;
    using Written = std::function<void(const Status &)>;
    // Errors: keychain_failed, keychain_slow; in words.
    virtual void read(const QString &name, QObject *context, Read then) = 0;
    virtual void write(const QString &name, const Secret &secret, QObject *context, Written then) = 0;

protected:
    Keychain() = default;
};

// The system's own: Secret Service, KWallet, or what QtKeychain knows elsewhere. Never falls back to a file.
std::unique_ptr<Keychain> systemKeychain();

struct LoadedSettings;
struct SettingsSources;

// Loads the settings, with what they say is in the keychain. Asks the keychain only if they say so, and then
// runs an event loop for at most the limit: for the start of a program, before anything else runs. `sources`
// keep what was read.
LoadedSettings loadWithKeychain(SettingsSources &sources, Keychain &keychain);

} // namespace exaid
