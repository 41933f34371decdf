//! Profiles of sites as Python gives them: a domain, or a dict with the fields of a profile's JSON.

use linkglance_core::Site;
use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;
use pyo3::types::PyString;

/// One site, or several.
pub(crate) fn sites(given: Option<&Bound<'_, PyAny>>) -> PyResult<Vec<Site>> {
    let Some(given) = given else {
        return Ok(Vec::new());
    };
    let one = given.is_instance_of::<PyString>() || given.hasattr("keys")?;
    if one {
        return Ok(vec![site(given)?]);
    }
    given.try_iter()?.map(|item| site(&item?)).collect()
}

fn site(given: &Bound<'_, PyAny>) -> PyResult<Site> {
    let site = match given.cast::<PyString>() {
        Ok(domain) => Site::of_domains(&[domain.to_string()]),
        Err(_) => Ok(pythonize::depythonize::<Site>(given)
            .map_err(|error| PyValueError::new_err(format!("not a site profile: {error}")))?),
    };
    site.and_then(Site::checked)
        .map_err(|error| PyValueError::new_err(error.to_string()))
}
