//! What a place costs at a moment. The price is fixed on the registration when it is made.

use chrono::{DateTime, Utc};
use magnetiq_shared::Money;
use magnetiq_shared::sessions::EarlyBird;

/// The early-bird price until its end, else the regular one; `None` is free.
pub fn price_at(regular: Option<Money>, early_bird: Option<EarlyBird>, now: DateTime<Utc>) -> Option<Money> {
    let regular = regular.filter(|price| price.amount > 0)?;
    Some(early_bird_at(early_bird, now).map_or(regular, |early| early.price)).filter(|price| price.amount > 0)
}

/// The early-bird price, while it holds.
pub fn early_bird_at(early_bird: Option<EarlyBird>, now: DateTime<Utc>) -> Option<EarlyBird> {
    early_bird.filter(|early| now < early.ends_at)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::session::tests::at;
    use magnetiq_shared::Currency;

    #[test]
    fn early_bird_holds_until_its_end() {
        let euro = |amount| Money::new(amount, Currency::EUR);
        let early = Some(EarlyBird { price: euro(6900), ends_at: at(10) });
        assert_eq!(price_at(Some(euro(8900)), early, at(9)), Some(euro(6900)));
        assert_eq!(price_at(Some(euro(8900)), early, at(10)), Some(euro(8900)));
        assert_eq!(price_at(None, early, at(0)), None, "free stays free");
        assert_eq!(price_at(Some(euro(0)), None, at(0)), None);
    }
}
