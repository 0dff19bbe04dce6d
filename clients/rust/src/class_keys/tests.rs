//! Contents that no honest patient would seal.

use super::*;

fn entry(class: u16) -> Vec<u8> {
	[class.to_le_bytes().as_slice(), &[7; 32]].concat()
}

#[test]
fn another_form_and_another_suite_are_refused() {
	let listed =
		|form, suite| ClassKeys::from_bytes(&[vec![form, suite, 1, 0], entry(28)].concat());
	let all = |form, suite| ClassKeys::from_bytes(&[vec![form, suite], vec![7; 32]].concat());
	for suite in [1, 2] {
		assert!(listed(0, suite).is_ok() && all(1, suite).is_ok());
		assert_eq!(listed(1, suite), Err(ClassKeysError::UnknownContent));
		assert_eq!(all(0, suite), Err(ClassKeysError::UnknownContent));
		for form in 2..=u8::MAX {
			assert_eq!(listed(form, suite), Err(ClassKeysError::UnknownContent));
			assert_eq!(all(form, suite), Err(ClassKeysError::UnknownContent));
		}
	}
	for suite in (0..=u8::MAX).filter(|suite| ![1, 2].contains(suite)) {
		assert_eq!(listed(0, suite), Err(ClassKeysError::UnknownContent));
		assert_eq!(all(1, suite), Err(ClassKeysError::UnknownContent));
	}
}

#[test]
fn a_number_that_does_not_fit_is_refused() {
	for count in [[0, 0], [1, 0], [3, 0], [0, 2], [255, 255]] {
		let wrong = [vec![0, 1], count.to_vec(), entry(28), entry(96)].concat();
		assert_eq!(ClassKeys::from_bytes(&wrong), Err(ClassKeysError::UnknownContent), "{count:?}");
	}
	for wrong in [vec![], vec![0], vec![0, 1], vec![0, 1, 1], vec![0, 1, 1, 0], vec![1, 1]] {
		assert_eq!(ClassKeys::from_bytes(&wrong), Err(ClassKeysError::UnknownContent));
	}
	let none = ClassKeys::from_bytes(&[0, 1, 0, 0]);
	assert_eq!(none, Err(ClassKeysError::WrongNumberOfClasses));
	for length in [31, 33] {
		let wrong = [vec![1, 1], vec![7; length]].concat();
		assert_eq!(ClassKeys::from_bytes(&wrong), Err(ClassKeysError::UnknownContent));
	}
}

#[test]
fn classes_that_do_not_ascend_are_refused() {
	for second in [27, 28] {
		let wrong = [vec![0, 1, 2, 0], entry(28), entry(second)].concat();
		assert_eq!(ClassKeys::from_bytes(&wrong), Err(ClassKeysError::ClassesDoNotAscend));
	}
}

#[test]
fn all_classes_but_one_fit() {
	let keys: BTreeMap<_, _> = (1..=u16::MAX).map(|class| (class, Secret::new([7; 32]))).collect();
	let suite = Suite::X25519;
	let most = ClassKeys::Listed { suite, keys: keys.clone() };
	assert_eq!(ClassKeys::from_bytes(&most.to_bytes().unwrap()), Ok(most));
	let keys = keys.into_iter().chain([(0, Secret::new([7; 32]))]).collect();
	let refused = ClassKeys::Listed { suite, keys }.to_bytes();
	assert_eq!(refused, Err(ClassKeysError::WrongNumberOfClasses));
	let none = ClassKeys::Listed { suite, keys: BTreeMap::new() }.to_bytes();
	assert_eq!(none, Err(ClassKeysError::WrongNumberOfClasses));
}
